package org.killbill.billing.payment.api;

import org.killbill.billing.BillingExceptionBase;

public class PaymentApiException extends BillingExceptionBase {
    public PaymentApiException(Throwable cause, int code, String message) {
        super(cause, code, message);
    }
}
