using System.Text;
using Muutostieto.Records;

namespace Muutostieto.Drops.Tests.Conformance;

public abstract partial class DropConformance
{
    [Test]
    public async Task Receipts_are_read_within_limits_and_stay()
    {
        PutUpload("a b.OK", "{}");
        PutUpload("large.ERR", new string('x', 4097));
        PutUpload("other.OK", "{}");
        Directory.CreateDirectory(Path.Combine(Upload, "folder.OK"));
        var before = Directory.GetFileSystemEntries(Upload).Order();

        var found = await Drop.ReadReceiptsAsync(DropScene.Recipient, ["a b", "large", "folder", "none"], CancellationToken.None);
        Assert.That(
            found.Select(receipt => (receipt.Name, receipt.Content?.Length)),
            Is.EqualTo(new (string, int?)[] { ("a b.OK", 2), ("large.ERR", null), ("folder.OK", null) }));
        Assert.That(found[0].Modified, Is.EqualTo(DateTimeOffset.UtcNow).Within(TimeSpan.FromMinutes(1)));
        Assert.That(Directory.GetFileSystemEntries(Upload).Order(), Is.EqualTo(before));
    }

    [Test]
    public async Task Only_the_uploads_that_were_chosen_are_read_and_none_beyond_the_limit()
    {
        PutUpload("small.HTT", "abc");
        PutUpload("large.HTT", "abcdef");
        PutUpload("passed over.HTT", "abc");
        Directory.CreateDirectory(Path.Combine(Upload, "folder.HTT"));
        var (offered, taken) = (new List<(string, long?)>(), new List<(string, string?)>());
        await Drop.ReadUploadsAsync(DropScene.Recipient, Choose, 5, TakeAsync, CancellationToken.None);

        Assert.That(offered, Is.EquivalentTo(
            new (string, long?)[] { ("small.HTT", 3), ("large.HTT", 6), ("passed over.HTT", 3), ("folder.HTT", null) }));
        Assert.That(taken, Is.EqualTo(new (string, string?)[] { ("folder.HTT", null), ("large.HTT", null), ("small.HTT", "abc") }));

        IReadOnlyList<UploadFile> Choose(IReadOnlyList<UploadFile> found)
        {
            offered.AddRange(found.Select(file => (file.Name, file.Bytes)));
            return [.. found.Where(file => file.Name[0] != 'p').OrderBy(file => file.Name, StringComparer.Ordinal)];
        }

        Task TakeAsync(UploadFile file, byte[]? content)
        {
            taken.Add((file.Name, content is null ? null : Encoding.UTF8.GetString(content)));
            return Task.CompletedTask;
        }
    }

    [Test]
    public async Task An_answer_takes_the_place_of_an_earlier_one()
    {
        Put(".a.RES.part", "torn");
        await Drop.PutAnswerAsync(DropScene.Recipient, "a.RES", "first"u8.ToArray(), CancellationToken.None);
        await Drop.PutAnswerAsync(DropScene.Recipient, "a.RES", "2"u8.ToArray(), CancellationToken.None);
        Assert.That(InDrop(), Is.EqualTo(new Dictionary<string, string> { ["a.RES"] = "2" }));
    }

    [Test]
    public async Task What_a_user_sends_is_there_whole_and_takes_no_other_ones_place()
    {
        using var content = new MemoryStream("010190-900A"u8.ToArray());
        _ = content.ReadByte();
        await Drop.PutUploadAsync(DropScene.Recipient, "38950_20261129.HTT", content, CancellationToken.None);
        using var other = new MemoryStream("other"u8.ToArray());
        var refused = await DropScene.FailureOfAsync(
            () => Drop.PutUploadAsync(DropScene.Recipient, "38950_20261129.HTT", other, CancellationToken.None));

        Assert.That(refused.Kind, Is.EqualTo(FailureKind.Integrity));
        Assert.That(
            Directory.GetFiles(Upload).ToDictionary(path => Path.GetFileName(path), File.ReadAllText),
            Is.EqualTo(new Dictionary<string, string> { ["38950_20261129.HTT"] = "010190-900A" }));
    }

    private void PutUpload(string name, string content) => File.WriteAllText(Path.Combine(Upload, name), content);
}
