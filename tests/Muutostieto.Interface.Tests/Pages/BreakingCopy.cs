using System.Reflection;
using System.Runtime.ExceptionServices;
using Muutostieto.Records;
using Muutostieto.Register;

namespace Muutostieto.Interface.Tests.Pages;

/// <summary>A copy of a register that answers so many questions, and then none any more.</summary>
#pragma warning disable CA1852 // The proxy that the runtime makes derives from it.
internal class BreakingCopy : DispatchProxy
#pragma warning restore CA1852
{
    private IRegister register = null!;
    private int left;

    /// <summary>Whether a question was not answered.</summary>
    internal bool HasBroken { get; private set; }

    internal static IRegister Of(IRegister register, int answers, out BreakingCopy copy)
    {
        var made = Create<IRegister, BreakingCopy>();
        copy = (BreakingCopy)(object)made;
        (copy.register, copy.left) = (register, answers);
        return made;
    }

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
    {
        if (targetMethod!.Name == nameof(IDisposable.Dispose))
        {
            register.Dispose();
            return null;
        }

        if (left-- <= 0)
        {
            HasBroken = true;
            throw new MuutostietoException(FailureKind.Transient, "replica: the database cannot serve now (40001). Try again later.");
        }

        try
        {
            return targetMethod.Invoke(register, args);
        }
        catch (TargetInvocationException e)
        {
            ExceptionDispatchInfo.Throw(e.InnerException!);
            throw;
        }
    }
}
