package culprit.oracle.logback;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.PatternLayout;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.LoggerContextVO;
import ch.qos.logback.classic.spi.LoggingEvent;
import culprit.oracle.Event;
import culprit.oracle.LogFile;
import culprit.oracle.Severity;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.ZoneId;
import java.util.Map;
import java.util.TimeZone;

/** logback with one pattern, and events whose time we choose. */
public final class LogbackWriter implements LogFile.Writer {
    static {
        PatternLayout.defaultConverterMap.put("dropwizardEx", DropwizardConverter.class.getName());
    }

    private final LoggerContext context = new LoggerContext();
    private final PatternLayoutEncoder encoder = new PatternLayoutEncoder();
    private long start;  // what %relative counts from

    public LogbackWriter(String pattern, ZoneId zone) {
        TimeZone.setDefault(TimeZone.getTimeZone(zone));
        context.setPackagingDataEnabled(true);
        encoder.setContext(context);
        encoder.setPattern(pattern);
        encoder.start();
    }

    @Override
    public void write(Event event, OutputStream target) {
        Logger logger = context.getLogger(event.logger());
        LoggingEvent record = new LoggingEvent(LogbackWriter.class.getName(), logger, level(event.level()),
                                               event.message(), event.thrown(), null);
        record.setTimeStamp(event.time().toEpochMilli());
        record.setThreadName(event.thread());
        record.setMDCPropertyMap(event.context());
        if (start == 0) start = record.getTimeStamp();
        record.setLoggerContextRemoteView(new LoggerContextVO("default", Map.of(), start));
        try {
            target.write(encoder.encode(record));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Level level(Severity severity) {
        return Level.toLevel(severity.upToError().toString());
    }
}
