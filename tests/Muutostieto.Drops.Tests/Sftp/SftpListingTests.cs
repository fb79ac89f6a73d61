using System.Globalization;
using Muutostieto.Drops.Sftp;
using Muutostieto.Drops.Tests.Support;
using Muutostieto.Records;
using Renci.SshNet;
using Renci.SshNet.Sftp;

namespace Muutostieto.Drops.Tests.Sftp;

/// <summary>A server may list without an end: what is read of a listing has a limit.</summary>
public sealed class SftpListingTests
{
    private static readonly SftpErrors Errors = new("d", new SftpDropSettings { Host = "s", User = "u" }, "/upload");

    [Test]
    public async Task A_listing_up_to_the_limit_is_read_whole() => Assert.That(
        (await ReadAsync(UploadFile.MostInFolder, 1)).Names, Has.Count.EqualTo(UploadFile.MostInFolder));

    [TestCase(UploadFile.MostInFolder, 1)]
    [TestCase(64, SftpListing.LongestNames / 64)]
    public async Task A_listing_beyond_its_limit_is_not_read_further(int most, int length)
    {
        var served = 0;
        var failure = await DropScene.FailureOfAsync(() => ReadAsync(int.MaxValue, length, () => served++));
        Assert.That((failure.Kind, served), Is.EqualTo((FailureKind.Fault, most + 1)));
        Assert.That(failure.Message, Does.StartWith("drop d").And.Contain($"more than {UploadFile.MostInFolder} files"));
    }

    private static Task<SftpListing> ReadAsync(int files, int length, Action? serving = null)
    {
        var client = Answering.To<ISftpClient>(nameof(ISftpClient.ListDirectoryAsync), ListAsync(files, length, serving));
        return SftpListing.ReadAsync(client, "/upload", Errors, CancellationToken.None);
    }

    private static async IAsyncEnumerable<ISftpFile> ListAsync(int files, int length, Action? serving)
    {
        yield return Named(".");
        yield return Named("..");
        for (var number = 0; number < files; number++)
        {
            serving?.Invoke();
            yield return Named(number.ToString(CultureInfo.InvariantCulture).PadLeft(length, '0'));
            await Task.CompletedTask;
        }
    }

    private static ISftpFile Named(string name) => Answering.To<ISftpFile>("get_" + nameof(ISftpFile.Name), name);
}
