package culprit.oracle;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

/** {@code Throwable.printStackTrace()} of the JDK, from 9 on; as a whole or cut after some lines. */
public final class JdkPrinting implements Printing {
    private final int lines;

    public JdkPrinting() {
        this(Integer.MAX_VALUE);
    }

    public JdkPrinting(int lines) {
        this.lines = lines;
    }

    @Override
    public Node of(Throwable thrown) {
        return new Walk(lines).print(thrown, new StackTraceElement[0]);
    }

    /** One trace, and how many of its lines may still be printed. */
    private static final class Walk {
        private int remaining;
        private final Set<Throwable> printed = Collections.newSetFromMap(new IdentityHashMap<>());

        Walk(int lines) {
            remaining = lines;
        }

        Node print(Throwable thrown, StackTraceElement[] enclosing) {
            printed.add(thrown);
            Node node = head(thrown);
            StackTraceElement[] trace = thrown.getStackTrace();
            int common = commonFrames(trace, enclosing);
            node.frames = take(trace.length - common);
            if (common != 0 && take(1) == 1) node.elided = common;
            for (Throwable suppressed : thrown.getSuppressed()) {
                if (remaining > 0) node.suppressed.add(print(suppressed, trace));
            }
            Throwable cause = thrown.getCause();
            if (cause != null && remaining > 0) {
                if (printed.contains(cause)) {
                    take(lineCount(cause.toString()));
                    node.circular = true;
                } else {
                    node.cause = print(cause, trace);
                }
            }
            return node;
        }

        private Node head(Throwable thrown) {
            String text = thrown.toString();
            String shown = firstLines(text, take(lineCount(text)));
            if (thrown instanceof ToldByShape told) return told.asTold(shown);
            String name = thrown.getClass().getName();
            // Most say `class: message`; org.xml.sax.SAXParseException says `class; lineNumber: …`.
            String message = shown.length() > name.length() ? shown.substring(name.length() + 2) : null;
            return new Node(name, message, shown);
        }

        private int take(int wanted) {
            int taken = Math.min(wanted, remaining);
            remaining -= taken;
            return taken;
        }
    }

    /** The frames at the end of a trace that the enclosing one ends with, too. */
    public static int commonFrames(StackTraceElement[] trace, StackTraceElement[] enclosing) {
        int common = 0;
        while (common < trace.length && common < enclosing.length
               && trace[trace.length - 1 - common].equals(enclosing[enclosing.length - 1 - common])) {
            ++common;
        }
        return common;
    }

    private static int lineCount(String text) {
        return (int) text.chars().filter(c -> c == '\n').count() + 1;
    }

    private static String firstLines(String text, int count) {
        List<String> lines = List.of(text.split("\n", -1));
        return String.join("\n", lines.subList(0, Math.min(count, lines.size())));
    }
}
