using Muutostieto.Records;
using Muutostieto.Records.Files;

namespace Muutostieto.Drops.Tests;

/// <summary>What a drop reads from outside has a limit each: the table in docs/architecture.md.</summary>
public sealed class LimitsTests
{
    [Test]
    public async Task An_upload_folder_with_too_many_files_is_not_looked_through()
    {
        using var scene = new DropScene();
        var upload = Directory.CreateDirectory(Path.Combine(scene.Root, DropScene.Recipient, "upload")).FullName;
        for (var number = 0; number <= UploadFile.MostInFolder; number++)
        {
            await File.Create(Path.Combine(upload, $"{number}")).DisposeAsync();
        }

        var drop = DropFactory.Create("default", new DirectoryDropSettings(scene.Root), scene.Path, TimeProvider.System, new DiskSync());
        var receipts = await DropScene.FailureOfAsync(() => drop.ReadReceiptsAsync(DropScene.Recipient, ["d"], CancellationToken.None));
        var uploads = await DropScene.FailureOfAsync(() =>
            drop.ReadUploadsAsync(DropScene.Recipient, found => found, 1, (_, _) => Task.CompletedTask, CancellationToken.None));

        Assert.That((receipts.Kind, uploads.Kind), Is.EqualTo((FailureKind.Fault, FailureKind.Fault)));
        Assert.That(receipts.Message, Does.StartWith("drop default").And.Contain("more than 100000 files"));
    }
}
