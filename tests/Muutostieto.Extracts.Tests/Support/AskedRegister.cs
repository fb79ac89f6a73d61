using System.Reflection;
using Muutostieto.Register;

namespace Muutostieto.Extracts.Tests.Support;

/// <summary>A register that notes what it is asked.</summary>
#pragma warning disable CA1852 // The proxy that the runtime makes derives from it.
internal class AskedRegister : DispatchProxy
#pragma warning restore CA1852
{
    private readonly List<string> questions = [];
    private IRegister register = null!;

    /// <summary>What it was asked since the last time.</summary>
    internal IReadOnlyList<string> TakeQuestions()
    {
        List<string> taken = [.. questions];
        questions.Clear();
        return taken;
    }

    internal static (IRegister Register, AskedRegister Asked) Of(IRegister register)
    {
        var proxy = Create<IRegister, AskedRegister>();
        var asked = (AskedRegister)(object)proxy;
        asked.register = register;
        return (proxy, asked);
    }

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
    {
        questions.Add($"{targetMethod!.Name}({string.Join(", ", args ?? [])})");
        return targetMethod.Invoke(register, args);
    }
}
