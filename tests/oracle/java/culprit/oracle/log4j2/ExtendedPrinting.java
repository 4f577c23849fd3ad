package culprit.oracle.log4j2;

import culprit.oracle.Node;
import culprit.oracle.Printing;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.apache.logging.log4j.core.impl.ThrowableProxy;

/** What {@code %xEx} and {@code %rEx} print, told from log4j2's own proxies. */
final class ExtendedPrinting implements Printing {
    private final boolean withSuppressed;
    private final List<String> ignoredPackages;

    private ExtendedPrinting(boolean withSuppressed, List<String> ignoredPackages) {
        this.withSuppressed = withSuppressed;
        this.ignoredPackages = ignoredPackages;
    }

    static ExtendedPrinting headFirst(String... ignoredPackages) {
        return new ExtendedPrinting(true, List.of(ignoredPackages));
    }

    /** {@code %rEx} leaves out what was suppressed. */
    static ExtendedPrinting rootFirst() {
        return new ExtendedPrinting(false, List.of());
    }

    @Override
    public Node of(Throwable thrown) {
        ThrowableProxy proxy = new ThrowableProxy(thrown);
        Node node = of(proxy, Collections.newSetFromMap(new IdentityHashMap<>()));
        if (withSuppressed) node.head = proxy.getName() + ": " + proxy.getMessage();
        return node;
    }

    private Node of(ThrowableProxy proxy, Set<Throwable> chain) {
        chain.add(proxy.getThrowable());
        String message = proxy.getMessage();
        Node node = new Node(proxy.getName(), message, proxy.getName() + (message == null ? "" : ": " + message));
        countFrames(node, proxy);
        if (withSuppressed) {
            for (ThrowableProxy suppressed : proxy.getSuppressedProxies()) {
                node.suppressed.add(of(suppressed, Collections.newSetFromMap(new IdentityHashMap<>())));
            }
        }
        ThrowableProxy cause = proxy.getCauseProxy();
        if (cause != null && chain.contains(cause.getThrowable())) node.circular = true;
        else if (cause != null) node.cause = of(cause, chain);
        return node;
    }

    /** Ignored frames are counted in lines between the others, and so are left out like common ones. */
    private void countFrames(Node node, ThrowableProxy proxy) {
        int shown = proxy.getExtendedStackTrace().length;
        node.elided = proxy.getCommonElementCount();
        for (int i = 0; i < shown; ++i) {
            String frameClass = proxy.getStackTrace()[i].getClassName();
            if (ignoredPackages.stream().anyMatch(frameClass::startsWith)) ++node.elided;
            else ++node.frames;
        }
    }
}
