using Muutostieto.Drops.Sftp;

namespace Muutostieto.Drops.Tests.Sftp;

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

    [TestCase("Nov 22 11:44", "2026-11-28T12:00", "2026-11-22T11:44:59")]
    [TestCase("Dec 31 23:59", "2027-01-01T00:01", "2026-12-31T23:59:59")]
    [TestCase("Jan  1 00:05", "2026-12-31T23:59", "2027-01-01T00:05:59")]
    [TestCase("Feb 29 10:00", "2026-03-01T10:00", null)]
    [TestCase("Jan  5  2026", "2026-11-28T12:00", "2026-01-06T00:00:00")]
    public void A_recent_time_is_that_of_the_year_in_which_it_has_been(string listed, string now, string? expected)
    {
        var listing = new SftpListing([$"-rw-r--r--    ? 0        0               7 {listed} d.OK"], Utc(now));

        Assert.That(listing.Find("d.OK")!.Modified, Is.EqualTo(expected is null ? (DateTimeOffset?)null : Utc(expected)));
    }

    private static DateTimeOffset Utc(string text) => DateTimeOffset.Parse(text + "Z", System.Globalization.CultureInfo.InvariantCulture);

    [Test]
    public void Other_lines_and_other_names_are_no_entries()
    {
        var listing = new SftpListing(["", "Connected to host.", "-rw-r--r--    ? 0        0               7 Nov 22 11:44 d.PTT"]);

        Assert.That(listing.Find("d.ptt"), Is.Null);
        Assert.That(listing.Find("host."), Is.Null);
    }
}
