
namespace Muutostieto.Audit.Tests;

/// <summary>The audit trail in files keeps the contract.</summary>
public sealed class AuditStoreConformanceTests : AuditTrailConformance
{
    private TrailInFiles scene = null!;

    private protected override IAuditTrail Trail => scene.Trail;

    private protected override SetClock Clock => scene.Clock;

    [SetUp]
    public void SetUp() => scene = new TrailInFiles();

    [TearDown]
    public void TearDown() => scene.Dispose();
}
