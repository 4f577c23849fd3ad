package culprit.oracle.tomcat;

import culprit.oracle.Dice;
import culprit.oracle.Event;
import culprit.oracle.Events;
import culprit.oracle.Layout;
import culprit.oracle.LogFile;
import culprit.oracle.Logs;
import culprit.oracle.Severity;
import culprit.oracle.logback.LogbackLogs;
import culprit.oracle.logback.LogbackWriter;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import java.util.logging.Formatter;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.apache.juli.OneLineFormatter;

/** Serves requests that fail in all the ways a servlet can, and keeps what is logged meanwhile. */
final class CatalinaOut implements AutoCloseable {
    /** Says how long the machine took for random numbers, if it took long. */
    private static final Logger UNREPRODUCIBLE =
        Logger.getLogger("org.apache.catalina.util.SessionIdGeneratorBase");

    private final Dice dice;
    private final Events events;
    private final Layout juli;
    private final Layout logback;
    private final LogFile file;
    private final LogbackWriter logbackWriter;
    private final Formatter formatter = new OneLineFormatter();
    private final Path directory;
    private Event current;

    CatalinaOut(Logs logs, Layout juli, Layout logback) {
        this.juli = juli;
        this.logback = logback;
        dice = logs.dice("requests");
        events = new Events(logs.dice(juli.name), juli.traits);
        current = events.next();
        file = logs.open(juli);
        logbackWriter = LogbackLogs.dateWriter(logback);
        UNREPRODUCIBLE.setLevel(Level.OFF);
        Logger root = Logger.getLogger("");
        for (Handler handler : root.getHandlers()) root.removeHandler(handler);
        root.addHandler(new Keeper());
        try {
            directory = Files.createTempDirectory("catalina");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void serve(int requests) {
        Thread thread = Thread.currentThread();
        try (Requests tomcat = new Requests(directory, new Shop())) {
            for (int i = 0; i < requests; ++i) {
                current = events.next();
                thread.setName(current.thread());
                tomcat.get("/order/" + i);
            }
        }
    }

    /** A servlet that fails as the current event says. */
    private final class Shop extends HttpServlet {
        @Override
        protected void doGet(HttpServletRequest request, HttpServletResponse response)
                throws ServletException, IOException {
            Throwable thrown = current.thrown();
            if (thrown == null) {
                logWithLogback();
                return;
            }
            switch (dice.below(6)) {
                case 0 -> getServletContext().log(current.message(), thrown);
                case 1 -> throw new ServletException(current.message(), thrown);
                case 2 -> {
                    if (logWithLogback()) file.bareTrace("", thrown);
                }
                case 3 -> {
                    if (thrown instanceof RuntimeException unchecked) throw unchecked;
                    if (thrown instanceof IOException io) throw io;
                    throw new ServletException(thrown);
                }
                default -> logWithLogback();
            }
        }
    }

    private boolean logWithLogback() {
        return file.log(logback, current.with(current.level().upToError()), logbackWriter);
    }

    /** Takes the truth from Tomcat's own records. */
    private final class Keeper extends Handler {
        @Override
        public void publish(LogRecord record) {
            record.setInstant(current.time());
            Severity level = record.getLevel() == Level.SEVERE ? Severity.ERROR
                : record.getLevel() == Level.WARNING ? Severity.WARN : Severity.INFO;
            Event event = new Event(current.time(), level, record.getSourceClassName(),
                                    Thread.currentThread().getName(), Map.of(), formatter.formatMessage(record),
                                    record.getThrown());
            file.log(juli, event, (same, target) -> write(formatter.format(record), target));
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }

    private static void write(String text, OutputStream target) {
        try {
            target.write(text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        file.close();
        try (Stream<Path> paths = Files.walk(directory)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) Files.delete(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
