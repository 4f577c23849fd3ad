package culprit.oracle.log4j1;

import static culprit.oracle.Trait.BARE_TRACES;

import culprit.oracle.JdkPrinting;
import culprit.oracle.Layout;
import culprit.oracle.Logs;
import java.util.List;

/** log4j 1.2 with the patterns of its manual. */
public final class Log4j1Logs {
    private Log4j1Logs() {}

    public static void write(Logs logs) {
        Layout iso = layout("iso");
        iso.logger = logger -> logger.substring(logger.lastIndexOf('.') + 1);
        write(logs, iso.localTime("America/Los_Angeles").may(BARE_TRACES), "%d{ISO8601} [%t] %-5p %c{1} - %m%n");
        write(logs, layout("full-name"), "%d{yyyy-MM-dd HH:mm:ss,SSS} [%t] %-5p %c - %m%n");
    }

    private static Layout layout(String name) {
        Layout layout = new Layout("log4j1-" + name);
        layout.printing = new JdkPrinting();
        layout.options.addAll(List.of("--timezone", "UTC"));
        return layout;
    }

    private static void write(Logs logs, Layout layout, String pattern) {
        logs.write(layout, new Log4j1Writer(pattern, layout.zone));
    }
}
