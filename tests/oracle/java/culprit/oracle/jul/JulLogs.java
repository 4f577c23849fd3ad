package culprit.oracle.jul;

import static culprit.oracle.Trait.BARE_TRACES;

import culprit.oracle.JdkPrinting;
import culprit.oracle.Layout;
import culprit.oracle.Logs;
import culprit.oracle.Printing;
import culprit.oracle.Severity;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.logging.SimpleFormatter;
import org.apache.juli.LogUtil;
import org.apache.juli.OneLineFormatter;

/** java.util.logging: the JDK's formatter in two lines and in one, and Tomcat's. */
public final class JulLogs {
    private JulLogs() {}

    public static void write(Logs logs) {
        Layout twoLines = layout("jul-two-lines", new JdkPrinting()).localTime("Asia/Tokyo").may(BARE_TRACES);
        twoLines.precision = ChronoUnit.SECONDS;
        logs.write(twoLines, new JulWriter(SimpleFormatter::new, twoLines.zone));

        Layout juli = juli("jul-juli").localTime("Europe/Warsaw").may(BARE_TRACES);
        logs.write(juli, new JulWriter(OneLineFormatter::new, juli.zone));
    }

    /** In a JVM whose java.util.logging.SimpleFormatter.format is that of one line. */
    public static void writeOneLine(Logs logs) {
        Layout layout = layout("jul-one-line", new JdkPrinting());
        logs.write(layout, new JulWriter(SimpleFormatter::new, layout.zone));
    }

    /** Tomcat's OneLineFormatter. */
    public static Layout juli(String name) {
        Layout layout = layout(name, new IndentedPrinting());
        layout.thread = thread -> thread;
        layout.message = LogUtil::escape;
        layout.traceIndent = "\t";
        return layout;
    }

    /** The logger is told by the class that logs. */
    private static Layout layout(String name, Printing printing) {
        Layout layout = new Layout(name);
        layout.thread = thread -> "";
        layout.printing = printing;
        layout.greatest = Severity.ERROR;
        layout.options.addAll(List.of("--timezone", "UTC"));
        return layout;
    }
}
