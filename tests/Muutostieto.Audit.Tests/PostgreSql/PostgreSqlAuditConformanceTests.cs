namespace Muutostieto.Audit.Tests.PostgreSql;

/// <summary>The audit trail in a PostgreSQL database keeps the contract.</summary>
public sealed class PostgreSqlAuditConformanceTests : AuditTrailConformance
{
    private TrailInDatabase scene = null!;

    private protected override IAuditTrail Trail => scene.Trail;

    private protected override SetClock Clock => scene.Clock;

    [SetUp]
    public void SetUp() => scene = new TrailInDatabase();

    [TearDown]
    public void TearDown() => scene.Dispose();
}
