using Muutostieto.Register.Sqlite;
using Muutostieto.Register.Tests.Support;

namespace Muutostieto.Register.Tests.Sqlite;

[TestFixture]
public sealed class SqliteRegisterConformanceTests : RegisterConformanceTests
{
    private TemporaryFolder folder = null!;

    [SetUp]
    public void MakeFolder() => folder = new TemporaryFolder();

    [TearDown]
    public void RemoveFolder() => folder.Dispose();

    protected override IRegisterLoader Create(RegisterOrigin origin) =>
        SqliteRegister.Create(folder.File("register.db"), origin, Some.Clock);

    protected override IRegister OpenRead() => SqliteRegister.OpenRead(folder.File("register.db"));

    protected override IRegisterWriter OpenWrite(TimeSpan? wait = null) => SqliteRegister.OpenWrite(folder.File("register.db"), wait);

    protected override void StartAfresh()
    {
        folder.Dispose();
        folder = new TemporaryFolder();
    }
}
