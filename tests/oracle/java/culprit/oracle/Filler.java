package culprit.oracle;

import static culprit.oracle.Trait.BARE_TRACES;
import static culprit.oracle.Trait.HEADERS_IN_MESSAGES;
import static culprit.oracle.Trait.TRACES_IN_MESSAGES;

import java.io.ByteArrayOutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;

/**
 * Fills a log with events in one layout, and with what else the layout's traits allow: cases that no text
 * can tell from others. The truth is then what the rules of docs/parsing.md make of them.
 */
final class Filler {
    /** Of a longer line culprit keeps the beginning, which is no JSON. */
    private static final int LINE_CHARACTERS = 500_000;

    private final LogFile file;
    private final Layout layout;
    private final LogFile.Writer writer;
    private final Events events;

    Filler(LogFile file, Layout layout, LogFile.Writer writer, Events events) {
        this.file = file;
        this.layout = layout;
        this.writer = writer;
        this.events = events;
    }

    void fill(int count) {
        for (int i = 0; i < count; ++i) {
            Event event = upToGreatest(events.next());
            if (layout.structured && textOf(event).length() > LINE_CHARACTERS) continue;
            if (event.thrown() != null) {
                logFailure(event);
            } else if (events.now(HEADERS_IN_MESSAGES, 20)) {
                headerInMessage(event, upToGreatest(events.plain()));
            } else if (events.now(TRACES_IN_MESSAGES, 20)) {
                traceInMessage(event, events.recognisable());
            } else if (events.now(TRACES_IN_MESSAGES, 20)) {
                causeInMessage(event);
            } else if (events.now(BARE_TRACES, 20)) {
                traceBehindRecord(event, events.recognisable());
            } else {
                file.log(layout, event, writer);
            }
        }
    }

    private void logFailure(Event event) {
        boolean ended = file.log(layout, event, writer);
        if (ended && events.now(BARE_TRACES, 8)) {
            String introduction = events.now(BARE_TRACES, 4) ? "Exception in thread \"Thread-3\" " : "";
            file.bareTrace(introduction, events.recognisable());
        }
    }

    /** The inner record begins where its header does. */
    private void headerInMessage(Event outer, Event inner) {
        String innerText = textOf(inner).stripTrailing();
        Event whole = outer.with("received:\n" + innerText, null);
        String wholeText = textOf(whole);
        String before = wholeText.substring(0, wholeText.indexOf(innerText));
        long innerAt = file.size() + before.getBytes(StandardCharsets.UTF_8).length;
        file.begin(layout, outer, Truth.ofRecord(layout, outer.with("received:", null), null));
        file.add(innerAt, Truth.ofRecord(layout, inner, null));
        writer.write(whole, file.stream());
    }

    /** The trace is an occurrence like any other. */
    private void traceInMessage(Event event, Throwable mentioned) {
        StringWriter trace = new StringWriter();
        mentioned.printStackTrace(new PrintWriter(trace));
        Node printed = new JdkPrinting().of(mentioned);
        file.begin(layout, event, Truth.ofRecord(layout, event.with("caught", null), printed));
        writer.write(event.with("caught\n" + trace, null), file.stream());
    }

    /** The line is a cause, and the frames are its. */
    private void causeInMessage(Event event) {
        Throwable thrown = new IllegalStateException("batch 7 failed\nCaused by: java.io.IOException: disk full");
        Node printed = layout.printing.of(thrown);
        printed.message = "batch 7 failed";
        printed.cause = new Node("java.io.IOException", "disk full", null);
        printed.cause.frames = printed.frames;
        printed.frames = 0;
        file.begin(layout, event, Truth.ofRecord(layout, event, printed));
        writer.write(event.with(event.message(), thrown), file.stream());
    }

    /** What stands right behind a record is that record's. */
    private void traceBehindRecord(Event event, Throwable thrown) {
        file.begin(layout, event, Truth.ofRecord(layout, event, new JdkPrinting().of(thrown)));
        writer.write(event, file.stream());
        file.printTrace("", thrown);
    }

    private String textOf(Event event) {
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        writer.write(event, text);
        return text.toString(StandardCharsets.UTF_8);
    }

    private Event upToGreatest(Event event) {
        return layout.greatest == Severity.ERROR ? event.with(event.level().upToError()) : event;
    }
}
