using System.IO.Abstractions;
using Muutostieto.Records.Files;

namespace Muutostieto.Records.Tests.Files;

[TestFixture]
public sealed class DiskSyncTests
{
    [Test]
    public void A_stream_of_the_file_abstraction_is_flushed_to_the_disk_and_not_only_to_the_system()
    {
        using var stream = new RecordingStream();

        new DiskSync().FlushFile(stream);

        Assert.That(stream.FlushedToDisk, Is.EqualTo(new[] { true }));
    }

    private sealed class RecordingStream() : FileSystemStream(new MemoryStream(), "any", isAsync: false)
    {
        internal List<bool> FlushedToDisk { get; } = [];

        public override void Flush(bool flushToDisk) => FlushedToDisk.Add(flushToDisk);
    }
}
