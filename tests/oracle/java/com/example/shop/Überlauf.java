package com.example.shop;

public class Überlauf extends RuntimeException {
    public Überlauf(String message, Throwable cause) {
        super(message, cause);
    }

    public static class 例外$内部 extends Überlauf {
        public 例外$内部(String message, Throwable cause) {
            super(message, cause);
        }
    }
}
