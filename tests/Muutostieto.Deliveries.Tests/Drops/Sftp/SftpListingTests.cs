using Muutostieto.Deliveries.Drops.Sftp;

namespace Muutostieto.Deliveries.Tests.Drops.Sftp;

public sealed class SftpListingTests
{
    [TestCase("-rw-r--r--    ? root     root            2 Nov 22 11:44 name.PTT", "name.PTT", 2, true)]
    [TestCase("-rw-r--r--    ? 1000     1000     1199038336 Jan  5  2026 name.PTT", "name.PTT", 1199038336, true)]
    [TestCase("-rw-r--r--    1 svc      domain users       11 Nov  2 11:44 a b 3.PTT", "a b 3.PTT", 11, true)]
    [TestCase("-rw-r--r--    ? 0        0               7 Nov 22 11:44 12 Nov 22 11:44 x", "12 Nov 22 11:44 x", 7, true)]
    [TestCase("-rw-r--r--+   ? 0        0               7 Nov 22 11:44  blank first", " blank first", 7, true)]
    [TestCase("drwxr-xr-x    ? root     root         4096 Nov 22 11:44 folder", "folder", 4096, false)]
    [TestCase("lrwxrwxrwx    ? root     root            2 Nov 22 11:44 link", "link", 2, false)]
    public void An_entry_has_its_name_its_size_and_its_kind(string line, string name, long bytes, bool isFile)
    {
        var listing = new SftpListing([line]);

        Assert.That(listing.Find(name), Is.EqualTo(new SftpEntry(bytes, isFile)));
    }

    [Test]
    public void Other_lines_and_other_names_are_no_entries()
    {
        var listing = new SftpListing(["", "Connected to host.", "-rw-r--r--    ? 0        0               7 Nov 22 11:44 d.PTT"]);

        Assert.That(listing.Find("d.ptt"), Is.Null);
        Assert.That(listing.Find("host."), Is.Null);
    }
}
