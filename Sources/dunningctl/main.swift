print("dunningctl")
