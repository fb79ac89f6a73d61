
namespace Muutostieto.Audit.Tests;

/// <summary>The audit trail in files keeps the contract.</summary>
public sealed class AuditStoreConformanceTests : AuditTrailConformance
{
    private AuditScene scene = null!;

    private protected override IAuditTrail Trail => scene.Store;

    private protected override SetClock Clock => scene.Clock;

    [SetUp]
    public void SetUp() => scene = new AuditScene();

    [TearDown]
    public void TearDown() => scene.Dispose();
}
