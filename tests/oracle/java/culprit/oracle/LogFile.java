package culprit.oracle;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A log and its truth: {@code name.log}, and beside it {@code name.truth.jsonl} and
 * {@code name.options.json}.
 */
public final class LogFile implements AutoCloseable {
    /** Writes an event's text, with nothing kept back, where it is told to. */
    @FunctionalInterface
    public interface Writer {
        void write(Event event, OutputStream target);
    }

    private final Path directory;
    private final Layout layout;
    private final CountingStream log;
    private final List<Truth> truths = new ArrayList<>();
    private Instant lastTime = Instant.EPOCH;
    private String lastShownTime;  // as far as its layout tells it

    public LogFile(Path directory, Layout layout) {
        this.directory = directory;
        this.layout = layout;
        try {
            Files.createDirectories(directory);
            log = new CountingStream(new BufferedOutputStream(Files.newOutputStream(path(".log"))));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether the record ends with a stack frame, so that a bare trace behind it can be told from it. */
    public boolean log(Layout recordLayout, Event event, Writer writer) {
        Node printed = event.thrown() == null ? null : recordLayout.printing.of(event.thrown());
        begin(recordLayout, event, Truth.ofRecord(recordLayout, event, printed));
        writer.write(event, log);
        return printed != null && printed.endsWithFrames();
    }

    /** A trace on stderr, behind whatever {@code introduction} stands in front of it. */
    public void bareTrace(String introduction, Throwable thrown) {
        add(log.count(), Truth.ofBareTrace(lastShownTime, new JdkPrinting().of(thrown)));
        printTrace(introduction, thrown);
    }

    /** Says that an event begins at the end of what was written so far. */
    void begin(Layout recordLayout, Event event, Truth truth) {
        add(log.count(), truth);
        lastTime = event.time();
        lastShownTime = recordLayout.shownTime(event);
    }

    void add(long offset, Truth truth) {
        truth.beginsAt(offset);
        truths.add(truth);
    }

    void printTrace(String introduction, Throwable thrown) {
        PrintStream stderr = new PrintStream(log, true, StandardCharsets.UTF_8);
        stderr.print(introduction);
        thrown.printStackTrace(stderr);
    }

    OutputStream stream() {
        return log;
    }

    long size() {
        return log.count();
    }

    @Override
    public void close() {
        try {
            log.close();
            List<String> lines = new ArrayList<>();
            for (int i = 0; i < truths.size(); ++i) {
                truths.get(i).endsAt(i + 1 < truths.size() ? truths.get(i + 1).offset() : log.count());
                lines.add(truths.get(i).toString());
            }
            Files.write(path(".truth.jsonl"), lines);
            Map<String, Object> options = new LinkedHashMap<>();
            options.put("options", layout.options);
            options.put("mtime", lastTime.toEpochMilli());
            Files.writeString(path(".options.json"), Json.of(options) + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path path(String suffix) {
        return directory.resolve(layout.name + suffix);
    }
}
