package com.example.shop;

/** A throwable that is neither an Exception nor named like one. */
public class Refusal extends Throwable {
    public Refusal(String message, Throwable cause) {
        super(message, cause);
    }
}
