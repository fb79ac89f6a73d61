using Muutostieto.Drops.Tests.Conformance;
using Muutostieto.Records.Files;

namespace Muutostieto.Drops.Tests;

/// <summary>The embedded drop keeps the contract of every drop.</summary>
public sealed class DirectoryDropConformanceTests : DropConformance
{
    private readonly string root = Directory.CreateTempSubdirectory("muutostieto-conformance-").FullName;

    private protected override IDrop Drop =>
        DropFactory.Create("default", new DirectoryDropSettings(root), root, TimeProvider.System, new DiskSync());

    private protected override string Own => Path.Combine(root, DropScene.Recipient);

    [OneTimeTearDown]
    public void RemoveRoot() => Directory.Delete(root, recursive: true);
}
