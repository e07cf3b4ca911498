"""What certificates of whole theorems say."""
