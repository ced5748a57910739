import CLinux
import Glibc

exit(Program.run((1..<max(1, dunning_argument_count())).map { String(cString: dunning_argument($0)) }))
