package culprit.oracle;

import java.util.LinkedHashMap;
import java.util.Map;

/** What culprit should say of one event, apart from where it stands. */
final class Truth {
    private final Map<String, Object> map = new LinkedHashMap<>();
    private long offset;

    private Truth() {}

    static Truth ofRecord(Layout layout, Event event, Node printed) {
        String text = event.message();
        Node throwable = printed;
        if (throwable != null) throwable.closeRings();
        if (throwable != null && !layout.structured && !counts(text, throwable)) {
            String headerLine = text + layout.behindMessage;
            String headLine = layout.traceIndent + throwable.head;
            text = headerLine.isEmpty() ? headLine : headerLine + "\n" + headLine;
            throwable = null;
        }
        Truth truth = new Truth();
        truth.map.put("kind", throwable != null ? "occurrence" : event.level().isError() ? "error" : "record");
        truth.map.put("bare", false);
        truth.map.put("time", layout.shownTime(event));
        truth.map.put("level", event.level().toString());
        truth.map.put("logger", layout.logger.apply(event.logger()));
        truth.map.put("thread", layout.thread.apply(event.thread()));
        truth.map.put("context", layout.shownContext(event));
        truth.map.put("message", layout.message.apply(text));
        truth.map.put("throwable", throwable == null ? null : throwable.toMap());
        return truth;
    }

    /** {@code time}: that of the record before. */
    static Truth ofBareTrace(String time, Node printed) {
        printed.closeRings();
        Truth truth = new Truth();
        truth.map.put("kind", "occurrence");
        truth.map.put("bare", true);
        truth.map.put("time", time);
        for (String field : new String[] {"level", "logger", "thread", "message"}) truth.map.put(field, "");
        truth.map.put("context", Map.of());
        truth.map.put("throwable", printed.toMap());
        return truth;
    }

    /** A head with nothing below it is one only if it is all that stands behind the header line. */
    private static boolean counts(String message, Node printed) {
        if (!printed.isHeadOnly()) return true;
        boolean alone = !message.contains("\n") && !printed.head.stripTrailing().contains("\n");
        return alone && printed.className.contains(".");
    }

    void beginsAt(long newOffset) {
        offset = newOffset;
    }

    void endsAt(long end) {
        map.put("offset", offset);
        map.put("length", end - offset);
    }

    long offset() {
        return offset;
    }

    @Override
    public String toString() {
        return Json.of(map);
    }
}
