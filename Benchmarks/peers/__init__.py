"""What dunningd is compared with, one file each."""
