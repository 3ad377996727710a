#![no_main]
yct_fuzz::target!("request");
