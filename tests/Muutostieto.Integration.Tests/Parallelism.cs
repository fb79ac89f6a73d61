// Most of a test is another process, which waits for servers and disks: more tests at once than there are processors.
[assembly: LevelOfParallelism(4)]
