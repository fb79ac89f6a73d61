using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace Muutostieto.Architecture.Tests;

/// <summary>A type is public when another project uses it, or when a type that another project uses has it in its signatures.</summary>
[Parallelizable(ParallelScope.Self)]
public sealed class PublicTypeTests
{
    private const BindingFlags Declared = BindingFlags.Public
        | BindingFlags.NonPublic
        | BindingFlags.Instance
        | BindingFlags.Static
        | BindingFlags.DeclaredOnly;

    /// <summary>Public for another reason, by project.</summary>
    private static readonly Dictionary<string, string[]> Exempt = new(StringComparer.Ordinal)
    {
        // Constants are copied by the compiler that uses them; the others are what the tests of the projects above make files with.
        ["Records"] =
        [
            "RecordHeader", "RecordType", "FixedRecordWriter", "Transliteration", "PartialDate", "PartialDateKind",
        ],

        // Tests of the command line send notifications and set the clock without a whole service.
        ["Hosting"] =
        [
            // The endpoints of the interface find and check their callers with these.
            "Connection",
            "ConnectionDirectory",
            "CredentialCheck",
            "ClockGuard",
            "ConfigurationKeys",
            "CommandNotifier",
            "INotifier",
            "MailNotifier",
            "NoticeMessage",
            "NotificationException",
            "NotificationRun",
        ],

        // The compiler of Razor makes public types; the tests of the command line give the server a status of their own.
        ["Server"] = ["IStatusProvider", "StatusServer", "_Imports"],
    };

    private static readonly Lazy<ILookup<string, string>> Used = new(() => House.Projects
        .SelectMany(project => UsedBy(House.AssemblyOf(project)))
        .ToLookup(use => use.Assembly, use => use.Type, StringComparer.Ordinal));

    [TestCaseSource(typeof(House), nameof(House.Projects))]
    public void A_type_is_public_when_another_project_uses_it(string project)
    {
        if (project == "Cli")
        {
            return;
        }

        var assembly = House.AssemblyOf(project);
        var types = House.TypesOf(project).Where(type => type is { IsPublic: true }).ToList();
        var used = Used.Value[assembly.GetName().Name!].ToHashSet(StringComparer.Ordinal);
        var needed = new HashSet<Type>();
        var open = new Stack<Type>(types.Where(type => used.Contains(type.FullName!) || IsExempt(project, type)));
        while (open.TryPop(out var type))
        {
            if (type.Assembly == assembly && needed.Add(type))
            {
                foreach (var other in InSignatures(type))
                {
                    open.Push(other);
                }
            }
        }

        Assert.That(types.Where(type => !needed.Contains(type)).Select(type => type.FullName), Is.Empty);
    }

    private static bool IsExempt(string project, Type type) =>
        Exempt.GetValueOrDefault(project, []).Contains(type.Name)
        || type.IsAssignableTo(typeof(Microsoft.AspNetCore.Components.IComponent));

    /// <summary>The outermost types of other projects that an assembly names.</summary>
    private static IEnumerable<(string Assembly, string Type)> UsedBy(Assembly assembly)
    {
        using var file = new PEReader(File.OpenRead(assembly.Location));
        var reader = file.GetMetadataReader();
        var uses = new List<(string, string)>();
        foreach (var handle in reader.TypeReferences)
        {
            var type = reader.GetTypeReference(handle);
            if (type.ResolutionScope.Kind == HandleKind.AssemblyReference)
            {
                var from = reader.GetAssemblyReference((AssemblyReferenceHandle)type.ResolutionScope);
                uses.Add((reader.GetString(from.Name), $"{reader.GetString(type.Namespace)}.{reader.GetString(type.Name)}"));
            }
        }

        return uses;
    }

    private static IEnumerable<Type> InSignatures(Type type) =>
        Bases(type).Concat(type.GetMembers(Declared).SelectMany(OfMember)).SelectMany(Parts);

    private static IEnumerable<Type> Bases(Type type) =>
        type.BaseType is { } parent ? type.GetInterfaces().Append(parent) : type.GetInterfaces();

    private static IEnumerable<Type> OfMember(MemberInfo member) => member switch
    {
        MethodInfo method when IsSeen(method) => method.GetParameters().Select(each => each.ParameterType).Append(method.ReturnType),
        ConstructorInfo maker when IsSeen(maker) => maker.GetParameters().Select(each => each.ParameterType),
        FieldInfo { IsPublic: true } field => [field.FieldType],
        Type { IsNestedPublic: true } nested => InSignatures(nested),
        _ => [],
    };

    private static bool IsSeen(MethodBase method) => method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly;

    private static IEnumerable<Type> Parts(Type type)
    {
        if (type.HasElementType)
        {
            return Parts(type.GetElementType()!);
        }

        var outermost = type;
        while (outermost.DeclaringType is { } outer)
        {
            outermost = outer;
        }

        return type.IsConstructedGenericType
            ? type.GetGenericArguments().SelectMany(Parts).Append(type.GetGenericTypeDefinition())
            : [outermost];
    }
}
