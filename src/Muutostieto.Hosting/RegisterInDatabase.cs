using Muutostieto.Hosting.Settings;
using Muutostieto.Records;
using Muutostieto.Register;
using Muutostieto.Register.PostgreSql;

namespace Muutostieto.Hosting;

/// <summary>A register in a PostgreSQL database, written by a login that may be another than the one that reads.</summary>
internal sealed class RegisterInDatabase(StoreSettings settings) : RegisterPlace
{
    public override string Name
    {
        get
        {
            try
            {
                return PostgreSqlRegister.PlaceOf(settings.ReadConnection());
            }
            catch (MuutostietoException)
            {
                // What is wrong with the connection string is said by what opens it.
                return "the database of the settings (Store)";
            }
        }
    }

    public override bool IsThere => PostgreSqlRegister.IsThere(settings.ReadConnection());

    /// <summary>
    /// Readers lock nothing there, and the memory for pages is the server's. One that is to take little has one connection.
    /// </summary>
    public override IRegister OpenRead(TimeSpan? wait = null, int? cacheKilobytes = null) =>
        PostgreSqlRegister.OpenRead(settings.ReadConnection(), cacheKilobytes is null ? settings.ScanConnections : 1);

    public override IRegisterWriter OpenWrite() => PostgreSqlRegister.OpenWrite(settings.ForRegister().ReadConnection());

    public override IRegisterLoader Create(RegisterOrigin origin, TimeProvider clock) =>
        PostgreSqlRegister.Create(settings.ForRegister().ReadConnection(), origin, clock);

    public override IPendingRegister CreatePending(RegisterOrigin origin, TimeProvider clock, string suffix) =>
        PostgreSqlRegister.CreatePending(settings.ForRegister().ReadConnection(), origin, clock);
}
