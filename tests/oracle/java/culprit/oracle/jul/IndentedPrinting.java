package culprit.oracle.jul;

import culprit.oracle.JdkPrinting;
import culprit.oracle.Node;
import culprit.oracle.Printing;
import org.apache.juli.LogUtil;

/** JULI indents traces, and escapes characters that could mislead a terminal. */
public final class IndentedPrinting implements Printing {
    @Override
    public Node of(Throwable thrown) {
        Node node = new JdkPrinting().of(thrown);
        escape(node);
        return node;
    }

    private static void escape(Node node) {
        if (node.message != null) node.message = LogUtil.escape(node.message);
        node.head = LogUtil.escape(node.head);
        if (node.cause != null) escape(node.cause);
        node.suppressed.forEach(IndentedPrinting::escape);
    }
}
