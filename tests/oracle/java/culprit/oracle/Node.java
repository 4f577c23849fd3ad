package culprit.oracle;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A throwable as a layout prints it: the truth's form of culprit's own tree. */
public final class Node {
    public String className;
    public String message;  // null: getMessage() was
    public String head;     // the line, or lines, that the layout prints for class and message
    public int frames;
    public int elided;
    public boolean circular;
    public Node cause;
    public final List<Node> suppressed = new ArrayList<>();

    public Node(String className, String message, String head) {
        this.className = className;
        this.message = message;
        this.head = head;
    }

    /** Whether nothing but the head is printed. */
    public boolean isHeadOnly() {
        return elided == 0 && isFrameless();
    }

    /** Whether nothing but the head, and how many frames were left out, is printed. */
    private boolean isFrameless() {
        return frames == 0 && !circular && cause == null && suppressed.isEmpty();
    }

    /**
     * Whether the last line printed is a frame, or says that some are left out: what follows is
     * no part of a message.
     */
    public boolean endsWithFrames() {
        if (circular) return false;
        if (cause != null) return cause.endsWithFrames();
        if (!suppressed.isEmpty()) return suppressed.get(suppressed.size() - 1).endsWithFrames();
        return frames != 0 || elided != 0;
    }

    /**
     * A last cause without frames that says the same as one it causes is, to a reader, where a ring closes:
     * logback and log4j2 print rings so.
     */
    void closeRings() {
        closeRings(new HashSet<>());
    }

    private void closeRings(Set<String> headsAbove) {
        suppressed.forEach(Node::closeRings);
        if (cause == null) return;
        if (cause.isFrameless() && headsAbove.contains(cause.head)) {
            circular = true;
            cause = null;
        } else {
            headsAbove.add(head); // not of its own cause: no throwable is that
            cause.closeRings(headsAbove);
        }
    }

    public Map<String, Object> toMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("class", className);
        map.put("message", message);
        map.put("frames", frames);
        map.put("elided", elided);
        map.put("circular", circular);
        map.put("cause", cause == null ? null : cause.toMap());
        map.put("suppressed", suppressed.stream().map(Node::toMap).toList());
        return map;
    }
}
