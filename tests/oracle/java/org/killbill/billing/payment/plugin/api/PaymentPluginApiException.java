package org.killbill.billing.payment.plugin.api;

import culprit.oracle.Node;
import culprit.oracle.ToldByShape;

/** Prints its simple name, as Kill Bill's exception of this name does. */
public class PaymentPluginApiException extends Exception implements ToldByShape {
    private final String errorType;

    public PaymentPluginApiException(String errorType, String message) {
        super(message);
        this.errorType = errorType;
    }

    @Override
    public String toString() {
        return "PaymentPluginApiException{errorMessage='" + getMessage() + "', errorType='" + errorType + "'}";
    }

    /** The name is told in full; the fields stay in the message. */
    @Override
    public Node asTold(String shown) {
        return new Node(PaymentPluginApiException.class.getName(), shown, shown);
    }
}
