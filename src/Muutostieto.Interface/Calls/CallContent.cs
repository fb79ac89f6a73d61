using Muutostieto.Records;
using Muutostieto.Register;

namespace Muutostieto.Interface.Calls;

/// <summary>
/// Where the content of one call comes from: a copy of the register as long as it answers, then the register. A replica ends a question
/// that keeps it from catching up, and may go away at any moment; the client has done nothing that it could do otherwise.
/// </summary>
/// <param name="register">As it is now.</param>
/// <param name="copy">Null: there is none.</param>
internal sealed class CallContent(IRegister register, IRegister? copy)
{
    private IRegister? copy = copy;

    /// <summary>Reads from the one, or else from the other; what the first has written is to be thrown away.</summary>
    /// <exception cref="MuutostietoException">The register does not answer either.</exception>
    internal T Read<T>(Func<IRegister, T> read)
    {
        if (copy is null)
        {
            return read(register);
        }

        try
        {
            return read(copy);
        }
        catch (MuutostietoException failure) when (failure.Kind == FailureKind.Transient)
        {
            // Not disposed of here: that is the call's.
            copy = null;
            return read(register);
        }
    }
}
