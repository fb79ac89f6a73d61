using System.Security.Cryptography;
using System.Text;
using Muutostieto.Drops;
using Muutostieto.Records;

namespace Muutostieto.Testing;

/// <summary>A temporary folder with an outbox of three files and room for a drop.</summary>
internal sealed class DropScene : IDisposable
{
    public const string Recipient = "kainuun-hyvinvointialue";
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("muutostieto-drop-");

    public DropScene()
    {
        Directory.CreateDirectory(Outbox);
        Directory.CreateDirectory(Root);
        Delivery = new DropDelivery(Recipient, [File("d.PTT", "first\r\n"), File("d.csv.zip", "second"), File("d.json", "{}")]);
    }

    public string Path => folder.FullName;

    public string Outbox => System.IO.Path.Combine(Path, "outbox");

    public string Root => System.IO.Path.Combine(Path, "drop");

    public string Download => System.IO.Path.Combine(Root, Recipient, "download");

    public DropDelivery Delivery { get; }

    /// <summary>A file of the outbox with its size and hash.</summary>
    public DropFile File(string name, string content)
    {
        var path = System.IO.Path.Combine(Outbox, name);
        System.IO.File.WriteAllText(path, content);
        var bytes = Encoding.UTF8.GetBytes(content);
        return new DropFile(name, path, bytes.Length, Convert.ToHexStringLower(SHA256.HashData(bytes)));
    }

    /// <summary>Puts something of one's own into the recipient's folder.</summary>
    public void PutIntoDrop(string name, string content)
    {
        Directory.CreateDirectory(Download);
        System.IO.File.WriteAllText(System.IO.Path.Combine(Download, name), content);
    }

    /// <summary>Every file of the recipient's folder, the hidden ones too, with its content.</summary>
    public Dictionary<string, string> InDrop() => Directory.Exists(Download)
        ? Directory.GetFiles(Download).ToDictionary(path => System.IO.Path.GetFileName(path), System.IO.File.ReadAllText)
        : [];

    /// <summary>What is there when the delivery is whole.</summary>
    public Dictionary<string, string> Whole() =>
        Delivery.Files.ToDictionary(file => file.Name, file => System.IO.File.ReadAllText(file.LocalPath));

    /// <summary>Whether a recipient who believes the manifest is right to do so.</summary>
    public bool ManifestTellsTheTruth()
    {
        string Visible(string name) => System.IO.Path.Combine(Download, name);
        return !System.IO.File.Exists(Visible(Delivery.Manifest.Name))
            || Whole().All(file => System.IO.File.Exists(Visible(file.Key)) && System.IO.File.ReadAllText(Visible(file.Key)) == file.Value);
    }

    /// <summary>The failure that is meant for the user.</summary>
    public static async Task<MuutostietoException> FailureOfAsync(Func<Task> action) =>
        await Assert.ThrowsAsync<MuutostietoException>(action) ?? throw new AssertionException("No failure.");

    public void Dispose() => folder.Delete(recursive: true);
}
