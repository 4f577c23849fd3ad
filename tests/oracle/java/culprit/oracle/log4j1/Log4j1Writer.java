package culprit.oracle.log4j1;

import culprit.oracle.Event;
import culprit.oracle.LogFile;
import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.TimeZone;
import org.apache.log4j.Level;
import org.apache.log4j.Logger;
import org.apache.log4j.PatternLayout;
import org.apache.log4j.WriterAppender;
import org.apache.log4j.spi.LoggingEvent;
import org.apache.log4j.spi.ThrowableInformation;

/** log4j 1.2 with one pattern, and events whose time we choose. */
final class Log4j1Writer implements LogFile.Writer {
    private final StringWriter text = new StringWriter();
    private final WriterAppender appender;

    Log4j1Writer(String pattern, ZoneId zone) {
        TimeZone.setDefault(TimeZone.getTimeZone(zone));
        appender = new WriterAppender(new PatternLayout(pattern), text);
    }

    @Override
    public void write(Event event, OutputStream target) {
        appender.doAppend(new LoggingEvent(
            Log4j1Writer.class.getName(), Logger.getLogger(event.logger()), event.time().toEpochMilli(),
            Level.toLevel(event.level().toString()), event.message(), event.thread(),
            event.thrown() == null ? null : new ThrowableInformation(event.thrown()), null, null,
            event.context()));
        try {
            target.write(text.toString().getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        text.getBuffer().setLength(0);
    }
}
