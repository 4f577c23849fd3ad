package culprit.oracle.json;

import culprit.oracle.JdkPrinting;
import culprit.oracle.Layout;
import culprit.oracle.Logs;
import culprit.oracle.Node;
import culprit.oracle.Printing;
import culprit.oracle.Severity;
import culprit.oracle.logback.LogbackLogs;
import culprit.oracle.logback.LogbackWriter;
import java.time.ZoneId;

/** Records as JSON, and text inside of it. */
public final class JsonLogs {
    private JsonLogs() {}

    public static void write(Logs logs) {
        Layout logstash = structured("json-logstash", LogbackLogs.printing());
        logs.write(logstash, JsonLines.logstash(ZoneId.of("Asia/Kathmandu")));
        logs.write(structured("json-ecs", JsonLogs::ecsThrowable), JsonLines.ecs());

        Layout docker = LogbackLogs.killbill("json-docker");
        logs.write(docker, Containers.docker(killbill(docker)));
        Layout cri = LogbackLogs.killbill("json-cri");
        logs.write(cri, Containers.cri(killbill(cri)));
    }

    private static LogbackWriter killbill(Layout layout) {
        return LogbackLogs.killbillWriter(layout);
    }

    private static Layout structured(String name, Printing printing) {
        Layout layout = new Layout(name);
        layout.structured = true;
        layout.contextKeys = null;
        layout.greatest = Severity.ERROR;
        layout.printing = printing;
        return layout;
    }

    /** Class and message of the head are fields, whatever its toString() says; a message of null is none. */
    private static Node ecsThrowable(Throwable thrown) {
        Node node = new JdkPrinting().of(thrown);
        node.className = thrown.getClass().getName();
        if (thrown.getMessage() != null) node.message = thrown.getMessage();
        return node;
    }
}
