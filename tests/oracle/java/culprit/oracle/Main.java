package culprit.oracle;

import culprit.oracle.json.JsonLogs;
import culprit.oracle.jul.JulLogs;
import culprit.oracle.log4j1.Log4j1Logs;
import culprit.oracle.log4j2.Log4j2Logs;
import culprit.oracle.logback.LogbackLogs;
import culprit.oracle.tomcat.TomcatLogs;
import java.nio.file.Path;
import java.util.Locale;

/** Writes the logs of one framework: {@code Main FRAMEWORK DIRECTORY SEED EVENTS}. */
public final class Main {
    private Main() {}

    public static void main(String[] arguments) {
        Locale.setDefault(Locale.ENGLISH);
        long seed = Long.parseLong(arguments[2]);
        Logs logs = new Logs(Path.of(arguments[1]), seed, Integer.parseInt(arguments[3]));
        switch (arguments[0]) {
            case "logback" -> LogbackLogs.write(logs);
            case "logback-crlf" -> LogbackLogs.writeCrlf(logs);
            case "log4j2" -> Log4j2Logs.write(logs);
            case "log4j1" -> Log4j1Logs.write(logs);
            case "jul" -> JulLogs.write(logs);
            case "jul-one-line" -> JulLogs.writeOneLine(logs);
            case "tomcat" -> TomcatLogs.write(logs);
            case "json" -> JsonLogs.write(logs);
            default -> throw new IllegalArgumentException("unknown framework " + arguments[0]);
        }
        System.exit(0);
    }
}
