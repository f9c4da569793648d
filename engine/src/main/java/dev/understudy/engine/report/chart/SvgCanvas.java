package dev.understudy.engine.report.chart;

import java.io.StringWriter;
import java.util.Locale;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/**
 * Draws shapes as one SVG image, which stands alone or inside a page. All text goes through the XML writer, so that none
 * of it can become an element; characters that do not show are written as their code. Colours and fonts are attributes:
 * the image needs no style sheet.
 */
final class SvgCanvas {
    private static final String NAMESPACE = "http://www.w3.org/2000/svg";
    private static final String FONTS = "system-ui, -apple-system, 'Segoe UI', 'Noto Sans', 'DejaVu Sans', sans-serif";

    private final StringWriter out = new StringWriter();
    private final XMLStreamWriter xml;

    /** Where a text stands in relation to its place. */
    enum Anchor {
        START,
        MIDDLE,
        END
    }

    SvgCanvas(double width, double height, String finding) {
        // the JDK's own writer, whichever others are on the class path: the same chart gives the same bytes
        try {
            xml = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(out);
            xml.writeStartElement("svg");
            xml.writeDefaultNamespace(NAMESPACE);
            attribute("viewBox", "0 0 " + number(width) + " " + number(height));
            attribute("role", "img");
            attribute("aria-label", VisibleText.of(finding));
            attribute("font-family", FONTS);
            attribute("font-size", "12");
        } catch (XMLStreamException e) {
            throw impossible(e);
        }
    }

    void line(double fromX, double fromY, double toX, double toY, String colour, double width, String dash) {
        shape(
                "line",
                "x1",
                number(fromX),
                "y1",
                number(fromY),
                "x2",
                number(toX),
                "y2",
                number(toY),
                "stroke",
                colour,
                "stroke-width",
                number(width),
                dash.isEmpty() ? "" : "stroke-dasharray",
                dash);
    }

    void path(String path, SeriesStyle style) {
        shape(
                "path",
                "d",
                path,
                "fill",
                "none",
                "stroke",
                style.colour(),
                "stroke-width",
                "2",
                "stroke-linejoin",
                "round",
                style.dash().isEmpty() ? "" : "stroke-dasharray",
                style.dash());
    }

    void area(String path, String colour, double opacity) {
        shape("path", "d", path, "fill", colour, "fill-opacity", number(opacity));
    }

    void rectangle(double x, double y, double width, double height, String colour) {
        shape("rect", "x", number(x), "y", number(y), "width", number(width), "height", number(height), "fill", colour);
    }

    void marker(double x, double y, SeriesStyle style) {
        switch (style.marker()) {
            case CIRCLE -> shape("circle", "cx", number(x), "cy", number(y), "r", "3", "fill", style.colour());
            case DIAMOND -> area(diamond(x, y, 4.2), style.colour(), 1);
            case NONE -> {}
        }
    }

    static String diamond(double x, double y, double reach) {
        return "M" + number(x) + " " + number(y - reach) + "L" + number(x + reach) + " " + number(y) + "L" + number(x)
                + " " + number(y + reach) + "L" + number(x - reach) + " " + number(y) + "Z";
    }

    void text(double x, double y, Anchor anchor, String text, String colour) {
        text(x, y, anchor, text, colour, "normal");
    }

    void bold(double x, double y, Anchor anchor, String text, String colour) {
        text(x, y, anchor, text, colour, "bold");
    }

    private void text(double x, double y, Anchor anchor, String text, String colour, String weight) {
        try {
            xml.writeStartElement("text");
            attribute("x", number(x));
            attribute("y", number(y));
            attribute("fill", colour);
            if (anchor != Anchor.START) {
                attribute("text-anchor", anchor.name().toLowerCase(Locale.ROOT));
            }
            if (weight.equals("bold")) {
                attribute("font-weight", weight);
                // a white rim, for names that stand among lines
                attribute("stroke", "#ffffff");
                attribute("stroke-width", "3");
                attribute("paint-order", "stroke");
            }
            xml.writeCharacters(VisibleText.of(text));
            xml.writeEndElement();
        } catch (XMLStreamException e) {
            throw impossible(e);
        }
    }

    private void shape(String element, String... namesAndValues) {
        try {
            xml.writeEmptyElement(element);
            for (int i = 0; i < namesAndValues.length; i += 2) {
                if (!namesAndValues[i].isEmpty()) {
                    attribute(namesAndValues[i], namesAndValues[i + 1]);
                }
            }
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
    static String number(double value) {
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
