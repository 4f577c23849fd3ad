package culprit.oracle.json;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.PatternLayout;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxy;
import culprit.oracle.Event;
import culprit.oracle.Json;
import culprit.oracle.LogFile;
import culprit.oracle.Severity;
import culprit.oracle.Times;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Encoders of our own, with the field names of two that Debian has no package of:
 * logstash-logback-encoder and Elastic's ECS encoder.
 */
final class JsonLines {
    private static final PatternLayout TRACE = traceLayout();

    private JsonLines() {}

    static LogFile.Writer logstash(ZoneId zone) {
        DateTimeFormatter time = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSXXX").withZone(zone);
        return (event, target) -> {
            Map<String, Object> fields = new LinkedHashMap<>();
            fields.put("@timestamp", time.format(event.time()));
            fields.put("@version", "1");
            fields.put("message", event.message());
            fields.put("logger_name", event.logger());
            fields.put("thread_name", event.thread());
            fields.put("level", event.level().toString());
            fields.put("level_value", event.level() == Severity.ERROR ? 40_000 : 20_000);
            if (event.thrown() != null) fields.put("stack_trace", logbackTrace(event));
            fields.putAll(event.context());
            writeLine(fields, target);
        };
    }

    static LogFile.Writer ecs() {
        return (event, target) -> {
            Map<String, Object> fields = new LinkedHashMap<>();
            fields.put("@timestamp", Times.utc(event.time()));
            fields.put("log.level", event.level().toString());
            fields.put("message", event.message());
            fields.put("ecs.version", "1.2.0");
            fields.put("process.thread.name", event.thread());
            fields.put("log.logger", event.logger());
            fields.putAll(event.context());
            if (event.thrown() != null) {
                StringWriter trace = new StringWriter();
                event.thrown().printStackTrace(new PrintWriter(trace));
                fields.put("error.type", event.thrown().getClass().getName());
                String message = event.thrown().getMessage();
                if (message != null) fields.put("error.message", message);
                fields.put("error.stack_trace", trace.toString());
            }
            writeLine(fields, target);
        };
    }

    private static PatternLayout traceLayout() {
        PatternLayout layout = new PatternLayout();
        layout.setContext(new LoggerContext());
        layout.setPattern("%xEx");
        layout.start();
        return layout;
    }

    private static String logbackTrace(Event event) {
        LoggingEvent record = new LoggingEvent();
        record.setThrowableProxy(new ThrowableProxy(event.thrown()));
        return TRACE.doLayout(record);
    }

    static void writeLine(Map<String, Object> fields, OutputStream target) {
        try {
            target.write((Json.of(fields) + "\n").getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
