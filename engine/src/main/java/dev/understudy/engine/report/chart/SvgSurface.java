package dev.understudy.engine.report.chart;

import java.io.StringWriter;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/**
 * One SVG image, which stands alone or inside a page. All text goes through the XML writer, so that none of it can become
 * an element; characters that do not show are written as their code. Colours, always the light ones, and fonts are
 * attributes: the image needs no style sheet.
 */
final class SvgSurface implements Surface {
    private static final String NAMESPACE = "http://www.w3.org/2000/svg";
    private static final String FONTS = "system-ui, -apple-system, 'Segoe UI', 'Noto Sans', 'DejaVu Sans', sans-serif";
    static final double TEXT_SIZE = 12;

    private final double width;
    private final double height;
    private final StringWriter out = new StringWriter();
    private final XMLStreamWriter xml;

    SvgSurface(double width, double height, String finding) {
        this.width = width;
        this.height = height;
        // the JDK's own writer, whichever others are on the class path: the same chart gives the same bytes
        try {
            xml = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(out);
            xml.writeStartElement("svg");
            xml.writeDefaultNamespace(NAMESPACE);
            attribute("viewBox", "0 0 " + number(width) + " " + number(height));
            attribute("role", "img");
            attribute("aria-label", VisibleText.of(finding));
            attribute("font-family", FONTS);
            attribute("font-size", number(TEXT_SIZE));
        } catch (XMLStreamException e) {
            throw impossible(e);
        }
    }

    @Override
    public double width() {
        return width;
    }

    @Override
    public double height() {
        return height;
    }

    @Override
    public double textSize() {
        return TEXT_SIZE;
    }

    @Override
    public double textWidth(String text, Lettering lettering) {
        return TypicalFont.width(VisibleText.of(text)) * TEXT_SIZE * (lettering == Lettering.NAME ? 1.06 : 1);
    }

    @Override
    public void line(double fromX, double fromY, double toX, double toY, Pen pen) {
        start("line");
        coordinate("x1", fromX);
        coordinate("y1", fromY);
        coordinate("x2", toX);
        coordinate("y2", toY);
        stroke(pen);
        end();
    }

    @Override
    public void polyline(List<Place> places, Pen pen) {
        start("path");
        add("d", path(places));
        add("fill", "none");
        stroke(pen);
        add("stroke-linejoin", "round");
        end();
    }

    @Override
    public void area(List<Place> outline, Ink ink) {
        start("path");
        add("d", path(outline) + "Z");
        fill(ink);
        end();
    }

    private static String path(List<Place> places) {
        StringBuilder path = new StringBuilder(places.size() * 12);
        for (Place place : places) {
            path.append(path.isEmpty() ? 'M' : 'L');
            path.append(number(place.x())).append(' ').append(number(place.y()));
        }
        return path.toString();
    }

    @Override
    public void rectangle(double x, double y, double width, double height, Ink ink) {
        start("rect");
        coordinate("x", x);
        coordinate("y", y);
        coordinate("width", width);
        coordinate("height", height);
        fill(ink);
        end();
    }

    @Override
    public void disc(double x, double y, double radius, Ink ink) {
        start("circle");
        coordinate("cx", x);
        coordinate("cy", y);
        coordinate("r", radius);
        fill(ink);
        end();
    }

    @Override
    public void text(double x, double y, Anchor anchor, String text, Lettering lettering, Ink ink) {
        try {
            xml.writeStartElement("text");
            coordinate("x", x);
            coordinate("y", y);
            fill(ink);
            if (anchor != Anchor.START) {
                attribute("text-anchor", anchor.name().toLowerCase(Locale.ROOT));
            }
            if (lettering == Lettering.NAME) {
                attribute("font-weight", "bold");
                attribute("stroke", SvgInk.of(Ink.PAPER).colour());
                attribute("stroke-width", "3");
                attribute("paint-order", "stroke");
            }
            xml.writeCharacters(VisibleText.of(text));
            xml.writeEndElement();
        } catch (XMLStreamException e) {
            throw impossible(e);
        }
    }

    private void fill(Ink ink) {
        SvgInk colour = SvgInk.of(ink);
        add("fill", colour.colour());
        if (colour.opacity() < 1) {
            add("fill-opacity", number(colour.opacity()));
        }
    }

    private void stroke(Pen pen) {
        add("stroke", SvgInk.of(pen.ink()).colour());
        add("stroke-width", number(pen.width()));
        if (pen.dash() != Dash.SOLID) {
            add(
                    "stroke-dasharray",
                    pen.dash().pattern().stream().map(SvgSurface::number).collect(Collectors.joining(" ")));
        }
    }

    private void start(String element) {
        try {
            xml.writeStartElement(element);
        } catch (XMLStreamException e) {
            throw impossible(e);
        }
    }

    private void end() {
        try {
            xml.writeEndElement();
        } catch (XMLStreamException e) {
            throw impossible(e);
        }
    }

    private void coordinate(String name, double value) {
        add(name, number(value));
    }

    private void add(String name, String value) {
        try {
            attribute(name, value);
        } catch (XMLStreamException e) {
            throw impossible(e);
        }
    }

    private void attribute(String name, String value) throws XMLStreamException {
        xml.writeAttribute(name, value);
    }

    /** The finished image. */
    String svg() {
        try {
            xml.writeEndElement();
            xml.flush();
            return out.toString();
        } catch (XMLStreamException e) {
            throw impossible(e);
        }
    }

    /** A coordinate with two digits after the point, and no more of them than needed. */
    private static String number(double value) {
        String text = String.format(Locale.ROOT, "%.2f", value);
        int end = text.length();
        while (text.charAt(end - 1) == '0') {
            end--;
        }
        text = text.substring(0, text.charAt(end - 1) == '.' ? end - 1 : end);
        return text.equals("-0") ? "0" : text;
    }

    private static IllegalStateException impossible(XMLStreamException e) {
        return new IllegalStateException("writing to memory failed", e);
    }
}
