package com.example.shop;

/** Loaded anew for each failure, by a class loader with a name: its frames begin with that. */
public class Plugin implements Runnable {
    @Override
    public void run() {
        Settings.get();
    }

    static class Settings {
        private static final int SIZE = Integer.parseInt(System.getProperty("shop.size", "twelve"));

        static int get() {
            return SIZE;
        }
    }
}
