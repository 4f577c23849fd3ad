package culprit.oracle.logback;

import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.StackTraceElementProxy;
import ch.qos.logback.classic.spi.ThrowableProxy;
import culprit.oracle.Node;
import culprit.oracle.Printing;
import java.util.List;

/** What {@code %ex}, {@code %xEx} and {@code %rEx} print, told from logback's own proxies. */
final class LogbackPrinting implements Printing {
    private final int frameLimit;
    private final List<String> ignored;

    LogbackPrinting() {
        this(Integer.MAX_VALUE);
    }

    /** {@code ignored}: frames that hold one of these are left out. */
    LogbackPrinting(int frameLimit, String... ignored) {
        this.frameLimit = frameLimit;
        this.ignored = List.of(ignored);
    }

    @Override
    public Node of(Throwable thrown) {
        return of(new ThrowableProxy(thrown));
    }

    private Node of(IThrowableProxy proxy) {
        String head = proxy.getClassName() + ": " + proxy.getMessage();
        Node node = new Node(proxy.getClassName(), proxy.getMessage(), head);
        countFrames(node, proxy);
        for (IThrowableProxy suppressed : proxy.getSuppressed()) node.suppressed.add(of(suppressed));
        IThrowableProxy cause = proxy.getCause();
        if (cause instanceof ThrowableProxy closing && closing.isCyclic()) node.circular = true;
        else if (cause != null) node.cause = of(cause);
        return node;
    }

    private void countFrames(Node node, IThrowableProxy proxy) {
        StackTraceElementProxy[] frames = proxy.getStackTraceElementProxyArray();
        boolean all = frameLimit > frames.length;
        int end = all ? frames.length - proxy.getCommonFrames() : frameLimit;
        for (int i = 0; i < end; ++i) {
            if (isIgnored(frames[i].toString())) {
                // An ignored frame does not use up the limit.
                if (end < frames.length) ++end;
            } else {
                ++node.frames;
            }
        }
        if (all) node.elided = proxy.getCommonFrames();
    }

    private boolean isIgnored(String frame) {
        return ignored.stream().anyMatch(frame::contains);
    }
}
