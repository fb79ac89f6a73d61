using System.Security.Cryptography;
using System.Text;
using Muutostieto.Drops;
using Muutostieto.Integration.Tests.Support;
using Muutostieto.Records;
using Muutostieto.Records.Files;

namespace Muutostieto.Integration.Tests.Drops;

/// <summary>A running server with one recipient's folders, and an outbox of three files.</summary>
internal sealed class SftpScene : IAsyncDisposable
{
    public const string Recipient = "kainuun-hyvinvointialue";
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("muutostieto-sftp-");

    private SftpScene(SshServer server)
    {
        Server = server;
        Download = server.MakeRecipient(Recipient);
        Delivery = new DropDelivery(Recipient, [File("d.PTT", "first\r\n"), File("d.csv.zip", "second"), File("d.json", "{}")]);
    }

    public SshServer Server { get; }

    public string Path => this.folder.FullName;

    public string Download { get; }

    public DropDelivery Delivery { get; set; }

    public static async Task<SftpScene> StartAsync() => new(await SshServer.StartAsync());

    public static async Task<MuutostietoException> FailureOfAsync(Func<Task> action) =>
        await Assert.ThrowsAsync<MuutostietoException>(action) ?? throw new AssertionException("No failure.");

    public DropFile File(string name, string content) => File(name, Encoding.UTF8.GetBytes(content));

    public DropFile File(string name, byte[] content)
    {
        var outbox = Directory.CreateDirectory(System.IO.Path.Combine(Path, "out box"));
        var path = System.IO.Path.Combine(outbox.FullName, name);
        System.IO.File.WriteAllBytes(path, content);
        return new DropFile(name, path, content.Length, Convert.ToHexStringLower(SHA256.HashData(content)));
    }

    public IDrop Drop(Func<SftpDropSettings, SftpDropSettings>? change = null) =>
        DropFactory.Create(
            "tietoevry",
            change is null ? Server.Settings : change(Server.Settings),
            Path,
            TimeProvider.System,
            new DiskSync());

    public Task PublishAsync(IDrop? drop = null) => (drop ?? Drop()).PublishAsync(Delivery, null, null, CancellationToken.None);

    /// <summary>The names in the recipient's folder, the hidden ones too.</summary>
    public IEnumerable<string> NamesInDrop() =>
        Directory.GetFiles(Download).Select(path => System.IO.Path.GetFileName(path)).Order(StringComparer.Ordinal);

    public void AssertWhole(string? folder = null)
    {
        folder ??= Download;
        Assert.That(Directory.GetFiles(folder)
            .Select(System.IO.Path.GetFileName), Is.EquivalentTo(Delivery.Files.Select(file => file.Name)));
        foreach (var file in Delivery.Files)
        {
            var content = System.IO.File.ReadAllBytes(System.IO.Path.Combine(folder, file.Name));
            Assert.That(Convert.ToHexStringLower(SHA256.HashData(content)), Is.EqualTo(file.Sha256), file.Name);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Server.DisposeAsync();
        this.folder.Delete(recursive: true);
    }
}
