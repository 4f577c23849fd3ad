package culprit.oracle.log4j2;

import static culprit.oracle.Trait.BARE_TRACES;
import static culprit.oracle.Trait.HEADERS_IN_MESSAGES;
import static culprit.oracle.Trait.ONE_LINE_HEADS;
import static culprit.oracle.Trait.TRACES_IN_MESSAGES;

import culprit.oracle.JdkPrinting;
import culprit.oracle.Layout;
import culprit.oracle.Logs;
import culprit.oracle.Printing;
import java.util.List;
import org.apache.logging.log4j.core.pattern.NameAbbreviator;

/** log4j2's layouts, and what they make of throwables. */
public final class Log4j2Logs {
    private static final String DEFAULT = "%d{HH:mm:ss.SSS} [%t] %-5level %logger{36} - %msg%n";
    private static final String ISO = "%d{ISO8601} [%t] %-5p %c{1} - %m%n";
    private static final String DATE = "%d [%t] %-5p %c{1.} - %m%n";

    private Log4j2Logs() {}

    public static void write(Logs logs) {
        write(logs, layout("default", "36", ExtendedPrinting.headFirst()).may(BARE_TRACES), DEFAULT);
        write(logs, layout("iso-ex", "1", new JdkPrinting()).localTime("America/Sao_Paulo").may(BARE_TRACES),
              ISO + "%ex");
        write(logs, layout("date-xex", "1.", ExtendedPrinting.headFirst()).may(HEADERS_IN_MESSAGES),
              DATE + "%xEx");
        write(logs, layout("date-rex", "1.", ExtendedPrinting.rootFirst()), DATE + "%rEx");
        // Both of these end where the cut falls, without a line end of their own.
        write(logs, layout("date-ex-short", "1.", new JdkPrinting(2)).may(ONE_LINE_HEADS), DATE + "%ex{short}");
        write(logs, layout("date-ex-10", "1.", new JdkPrinting(10)), DATE + "%ex{10}%n");
        write(logs, layout("date-nopex", "1.", Printing.NOTHING), DATE + "%ex{none}");
        write(logs, layout("date-filtered", "1.", ExtendedPrinting.headFirst("java.util", "jdk.internal",
                                                                             "culprit.oracle.failures")),
              DATE + "%xEx{filters(java.util,jdk.internal,culprit.oracle.failures)}");
        write(logs, layout("colored", "1.", new JdkPrinting()).may(TRACES_IN_MESSAGES),
              "%style{%d}{cyan} [%t] %highlight{%-5p} %c{1.} - %m%n%ex");
        writeJson(logs, "json-compact", true, false);
        writeJson(logs, "json-pretty", false, false);
        writeJson(logs, "json-trace", true, true);
    }

    private static void write(Logs logs, Layout layout, String pattern) {
        logs.write(layout, Log4j2Writer.pattern(pattern, layout.zone));
    }

    private static void writeJson(Logs logs, String name, boolean compact, boolean traceAsString) {
        Layout layout = new Layout("log4j2-" + name);
        layout.contextKeys = null;
        layout.printing = ExtendedPrinting.headFirst();
        layout.structured = true;
        logs.write(layout, Log4j2Writer.json(compact, traceAsString));
    }

    private static Layout layout(String name, String abbreviation, Printing printing) {
        Layout layout = new Layout("log4j2-" + name);
        NameAbbreviator abbreviator = NameAbbreviator.getAbbreviator(abbreviation);
        layout.logger = logger -> {
            StringBuilder text = new StringBuilder();
            abbreviator.abbreviate(logger, text);
            return text.toString();
        };
        layout.printing = printing;
        layout.options.addAll(List.of("--timezone", "UTC"));
        return layout;
    }
}
