package org.killbill.billing;

import culprit.oracle.Node;
import culprit.oracle.ToldByShape;
import java.nio.charset.StandardCharsets;

/** Prints itself in the form that Kill Bill's exceptions of this name have: without the class. */
public class BillingExceptionBase extends Exception implements ToldByShape {
    private static final int MESSAGE_BYTES = 16 * 1024;
    private static final String MESSAGE = "formattedMsg='";

    private final int code;

    public BillingExceptionBase(Throwable cause, int code, String message) {
        super(message, cause);
        this.code = code;
    }

    @Override
    public String toString() {
        return "{cause=" + getCause() + ", code=" + code + ", " + MESSAGE + getMessage() + "'}";
    }

    /**
     * The text tells the family, not the member; and the message, if it is shown as a whole. Of a text
     * that is cut, or goes beyond culprit's limit, what stands behind the last such mark is taken for it.
     */
    @Override
    public Node asTold(String shown) {
        byte[] bytes = shown.getBytes(StandardCharsets.UTF_8);
        String read = new String(bytes, 0, Math.min(bytes.length, MESSAGE_BYTES), StandardCharsets.UTF_8);
        boolean told = String.valueOf(getCause()).getBytes(StandardCharsets.UTF_8).length < MESSAGE_BYTES;
        String message = getMessage();
        if (!told || !shown.equals(toString())) {
            int begin = read.lastIndexOf(MESSAGE);
            message = begin < 0 ? shown : shown.substring(begin + MESSAGE.length());
        }
        return new Node(BillingExceptionBase.class.getName(), message, shown);
    }
}
