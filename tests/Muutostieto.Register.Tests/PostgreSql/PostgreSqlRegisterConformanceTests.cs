using Muutostieto.Register.PostgreSql;
using Muutostieto.Register.Tests.Support;

namespace Muutostieto.Register.Tests.PostgreSql;

[TestFixture]
public sealed class PostgreSqlRegisterConformanceTests : RegisterConformanceTests
{
    private PostgreSqlDatabase database = null!;

    [SetUp]
    public void MakeDatabase() => database = RegisterDatabase.New();

    [TearDown]
    public void RemoveDatabase() => database.Dispose();

    protected override IRegisterLoader Create(RegisterOrigin origin) =>
        PostgreSqlRegister.Create(database.ConnectionString, origin, Some.Clock);

    protected override IRegister OpenRead() => PostgreSqlRegister.OpenRead(database.ConnectionString);

    protected override IRegisterWriter OpenWrite(TimeSpan? wait = null) =>
        PostgreSqlRegister.OpenWrite(database.ConnectionString, wait);

    protected override void StartAfresh() => RegisterDatabase.Empty(database);
}
