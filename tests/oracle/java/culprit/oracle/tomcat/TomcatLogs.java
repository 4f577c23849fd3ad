package culprit.oracle.tomcat;

import culprit.oracle.Layout;
import culprit.oracle.Logs;
import culprit.oracle.jul.JulLogs;
import culprit.oracle.logback.LogbackLogs;
import java.util.TimeZone;

/** catalina.out: what Tomcat, a web application's logback and stderr write into one file. */
public final class TomcatLogs {
    private static final String ZONE = "Europe/Berlin";

    private TomcatLogs() {}

    public static void write(Logs logs) {
        TimeZone.setDefault(TimeZone.getTimeZone(ZONE));
        Layout juli = JulLogs.juli("tomcat-catalina-out").localTime(ZONE);
        Layout logback = LogbackLogs.date("date").localTime(ZONE);
        try (CatalinaOut out = new CatalinaOut(logs, juli, logback)) {
            out.serve(logs.eventsPerFile());
        }
    }
}
