package culprit.oracle.json;

import culprit.oracle.Json;
import culprit.oracle.LogFile;
import culprit.oracle.Times;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiFunction;

/** What container runtimes make of a program's output: each line on its own, with a time of theirs. */
final class Containers {
    private Containers() {}

    /** Docker's json-file. */
    static LogFile.Writer docker(LogFile.Writer program) {
        return eachLine(program, (line, time) -> {
            Map<String, Object> fields = new LinkedHashMap<>();
            fields.put("log", line + "\n");
            fields.put("stream", "stdout");
            fields.put("time", time);
            return Json.of(fields);
        });
    }

    /** The files of Kubernetes' container runtimes; F says that the line is whole. */
    static LogFile.Writer cri(LogFile.Writer program) {
        return eachLine(program, (line, time) -> time + " stdout F " + line);
    }

    private static LogFile.Writer eachLine(LogFile.Writer program, BiFunction<String, String, String> wrap) {
        return (event, target) -> {
            ByteArrayOutputStream text = new ByteArrayOutputStream();
            program.write(event, text);
            // The runtime reads the line a little later than it was written.
            String time = Times.utc(event.time().plusMillis(3)).replace("Z", "123456Z");
            StringBuilder wrapped = new StringBuilder();
            for (String line : text.toString(StandardCharsets.UTF_8).split("\n")) {
                wrapped.append(wrap.apply(line, time)).append('\n');
            }
            write(wrapped.toString(), target);
        };
    }

    private static void write(String text, OutputStream target) {
        try {
            target.write(text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
