package culprit.oracle.jul;

import culprit.oracle.Event;
import culprit.oracle.LogFile;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.TimeZone;
import java.util.function.Supplier;
import java.util.logging.Formatter;
import java.util.logging.Level;
import java.util.logging.LogRecord;

/** java.util.logging with one formatter. */
public final class JulWriter implements LogFile.Writer {
    private static final String METHOD = "process";

    private final Formatter formatter;

    /** A formatter may keep the zone that is the default when it is made. */
    public JulWriter(Supplier<Formatter> formatter, ZoneId zone) {
        TimeZone.setDefault(TimeZone.getTimeZone(zone));
        this.formatter = formatter.get();
    }

    @Override
    public void write(Event event, OutputStream target) {
        LogRecord record = new LogRecord(level(event), event.message());
        record.setLoggerName(event.logger());
        record.setSourceClassName(event.logger());
        record.setSourceMethodName(METHOD);
        record.setInstant(event.time());
        record.setThrown(event.thrown());
        // Formatters that print a thread ask for the one they run in.
        Thread thread = Thread.currentThread();
        String name = thread.getName();
        thread.setName(event.thread());
        try {
            target.write(formatter.format(record).getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            thread.setName(name);
        }
    }

    /** Of the levels that culprit folds into one, now this and now that. */
    private static Level level(Event event) {
        boolean even = event.time().toEpochMilli() % 2 == 0;
        return switch (event.level()) {
            case TRACE -> even ? Level.FINEST : Level.FINER;
            case DEBUG -> even ? Level.FINE : Level.CONFIG;
            case INFO -> Level.INFO;
            case WARN -> Level.WARNING;
            default -> Level.SEVERE;
        };
    }
}
