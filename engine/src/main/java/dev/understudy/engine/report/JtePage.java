package dev.understudy.engine.report;

import dev.understudy.engine.report.chart.VisibleText;
import gg.jte.html.OwaspHtmlTemplateOutput;
import gg.jte.output.StringOutput;

/**
 * Renders the page with the template that the build has compiled: no compiler and no template file is needed at run
 * time. jte escapes every value for the place where it stands.
 */
final class JtePage {
    private JtePage() {}

    static String render(ComparisonReport page) {
        StringOutput text = new StringOutput();
        JtereportGenerated.render(new VisibleOutput(text), null, page);
        return text.toString();
    }

    static String render(BacktestPage page) {
        StringOutput text = new StringOutput();
        JtebacktestGenerated.render(new VisibleOutput(text), null, page);
        return text.toString();
    }

    /** Besides escaping, shows what would otherwise be invisible or turn text around. */
    private static final class VisibleOutput extends OwaspHtmlTemplateOutput {
        VisibleOutput(StringOutput text) {
            super(text);
        }

        @Override
        public void writeUserContent(String value) {
            super.writeUserContent(VisibleText.of(value));
        }
    }
}
