package com.example.shop;

public class OrderException extends Exception {
    public OrderException(String message, Throwable cause) {
        super(message, cause);
    }

    public static class Inner extends OrderException {
        public Inner(String message, Throwable cause) {
            super(message, cause);
        }
    }

    /** As JIT-compiled code throws them: without frames. */
    public static class Frameless extends RuntimeException {
        public Frameless(String message, Throwable cause) {
            super(message, cause, true, false);
        }
    }
}
