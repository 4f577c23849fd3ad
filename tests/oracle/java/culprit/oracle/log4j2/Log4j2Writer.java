package culprit.oracle.log4j2;

import culprit.oracle.Event;
import culprit.oracle.LogFile;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.TimeZone;
import java.time.ZoneId;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.core.Layout;
import org.apache.logging.log4j.core.config.Configuration;
import org.apache.logging.log4j.core.config.DefaultConfiguration;
import org.apache.logging.log4j.core.impl.ContextDataFactory;
import org.apache.logging.log4j.core.impl.Log4jLogEvent;
import org.apache.logging.log4j.core.layout.JsonLayout;
import org.apache.logging.log4j.core.layout.PatternLayout;
import org.apache.logging.log4j.message.SimpleMessage;

/** log4j2 with one of its layouts, and events whose time we choose. */
final class Log4j2Writer implements LogFile.Writer {
    private static final Configuration CONFIGURATION = new DefaultConfiguration();

    private final Layout<?> layout;

    private Log4j2Writer(Layout<?> layout) {
        this.layout = layout;
    }

    static Log4j2Writer pattern(String pattern, ZoneId zone) {
        TimeZone.setDefault(TimeZone.getTimeZone(zone));
        return new Log4j2Writer(PatternLayout.newBuilder().withConfiguration(CONFIGURATION).withPattern(pattern)
            .withCharset(StandardCharsets.UTF_8).withDisableAnsi(false).build());
    }

    static Log4j2Writer json(boolean compact, boolean stacktraceAsString) {
        return new Log4j2Writer(new JsonLayout.Builder<>().setConfiguration(CONFIGURATION)
            .setCharset(StandardCharsets.UTF_8).setCompact(compact).setEventEol(true).setProperties(true)
            .setStacktraceAsString(stacktraceAsString).build());
    }

    @Override
    public void write(Event event, OutputStream target) {
        Log4jLogEvent record = Log4jLogEvent.newBuilder()
            .setLoggerFqcn(Log4j2Writer.class.getName())
            .setLoggerName(event.logger())
            .setLevel(Level.valueOf(event.level().toString()))
            .setMessage(new SimpleMessage(event.message()))
            .setThrown(event.thrown())
            .setTimeMillis(event.time().toEpochMilli())
            .setThreadId(1).setThreadPriority(5).setThreadName(event.thread())
            .setContextData(ContextDataFactory.createContextData(event.context()))
            .build();
        try {
            target.write(layout.toByteArray(record));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
